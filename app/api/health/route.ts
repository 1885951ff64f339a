/** Says that this process answers; what it needs to answer well is not looked at. */
export const GET = () => Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
