/**
 * What a template and a rendering may cost. Chosen so that nothing takes more than some 50 ms of CPU on a small Lambda
 * function, and far above what mail needs.
 */
export const limits = {
  /** Bytes of subject, HTML and text together, as UTF-8. SES's limit for HTML and text (Amazon SES quotas: 500 KB). */
  templateBytes: 500_000,
  /** Tags of all parts together; handlebars needs some 20 µs for each. */
  tags: 1_000,
  /** Characters of one tag, comments apart. */
  tagLength: 500,
  /** Characters inside all tags together, comments apart. */
  tagCharacters: 24_000,
  /** Blocks inside one another; each `{{else if}}` counts as one more. */
  depth: 50,
  /** Steps of the walk over a template with its partials put in. */
  analysis: 20_000,
  /** Characters of HTML in the walk over a template with its partials put in. */
  analysedCharacters: 1_000_000,
  /** Nodes rendered and turns of `each`, all parts together. */
  steps: 100_000,
  /** Characters (UTF-16 units) of subject, HTML and text together. */
  output: 1_000_000,
  /** Characters of HTML from which a text is derived; what Gmail shows without clipping. */
  htmlForText: 100_000,
  /** Elements of HTML from which a text is derived. */
  elementsForText: 3_000,
  /** Elements inside one another that the derived text looks into. */
  depthForText: 64,
  /** Problems named in one answer. */
  problems: 1_000,
} as const;
