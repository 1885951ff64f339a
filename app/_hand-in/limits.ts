/** what a request may carry: the files, or a zip of them, with names and boundaries */
export const maxRequestBytes = 3 * 1024 * 1024;
