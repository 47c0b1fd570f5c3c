/** The two kinds of mail, each with its own configuration set, reputation and pace. */
export const streams = ['transactional', 'marketing'] as const;

export type Stream = (typeof streams)[number];
