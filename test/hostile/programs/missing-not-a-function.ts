// @about exports a number under the name
// @expect missing_export
export const loss = 7;
