/** Whose SES: the name of the account that a row, a key or an e-mail belongs to. Every table key begins with it. */
export type Connection = string;

/** The account Sesame runs in. */
export const ownConnection: Connection = 'own';
