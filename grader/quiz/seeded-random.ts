/** In the box this file is grader/random.ts itself, under this name; here it only points there. */
export { seededRandom } from "../random.ts";
