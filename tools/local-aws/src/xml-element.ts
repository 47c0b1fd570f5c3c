import { DOMParser } from '@xmldom/xmldom';

/**
 * Reads a text as XML and gives its root element. Throws where it is not well-formed, and where it declares a document type:
 * entities of its own are how one text is made to mean two things.
 */
export function readXml(text: string): Element {
  const refuse = (message: unknown) => {
    throw new Error(`This is no XML that is well-formed: ${String(message)}`);
  };
  const document = new DOMParser({
    errorHandler: { warning: refuse, error: refuse, fatalError: refuse },
  }).parseFromString(text, 'text/xml');
  // The parser gives nothing at all for an empty text.
  const root = (document as Document | undefined)?.documentElement;
  if (!root) throw new Error('This is no XML: there is no element.');
  if (document.doctype) throw new Error('XML with a document type of its own is refused.');
  return root;
}

/** Whether an element is of this name in this namespace, whatever its prefix. */
export function isNamed(element: Node | null, namespace: string, name: string): boolean {
  return element !== null && 'localName' in element && element.localName === name && namespaceOf(element) === namespace;
}

function namespaceOf(node: Node): string | null {
  return 'namespaceURI' in node && typeof node.namespaceURI === 'string' ? node.namespaceURI : null;
}

/** The children of this name, in their order. */
export function childrenNamed(parent: Element, namespace: string, name: string): Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => isNamed(node, namespace, name));
}

/** All elements of this name at any depth, in their order. */
export function descendantsNamed(ancestor: Element, namespace: string, name: string): Element[] {
  return Array.from(ancestor.getElementsByTagNameNS(namespace, name));
}

/** An attribute's value; undefined where it is not there. */
export function attributeOf(element: Element, name: string): string | undefined {
  return element.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined;
}
