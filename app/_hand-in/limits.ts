/** The bounds of a hand-in as the contract states them, for telling someone before anything is sent; the server decides. */
export const maxFiles = 100;
export const maxBytes = 1024 * 1024;
/** what a request may carry: the files, or a zip of them, with names and boundaries */
export const maxRequestBytes = 3 * 1024 * 1024;
