/** The description of the whole API, which tools/openapi assembles before this service is bundled. */
declare module 'openapi-document' {
  const document: object;
  export default document;
}
