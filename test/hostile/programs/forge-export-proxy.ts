// @about exports a proxy around a function
// @expect returned 7
export const loss = new Proxy(() => 7, { get: () => () => 100 });
