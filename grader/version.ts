/** Cases and bounds are the same for the same project and version: anything that changes either changes this. */
export const graderVersion = "0.2.0";
