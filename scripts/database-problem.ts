import { Problem } from "./problem.ts";

/** Host, port, user and database of a URL, without its password: what may be shown in a terminal. */
function partsOf(url: string) {
  const { host, username, pathname } = new URL(url);
  return {
    host: host || "the local socket",
    user: decodeURIComponent(username),
    name: decodeURIComponent(pathname.slice(1)),
  };
}

/** Reads DATABASE_URL. @throws Problem */
export function checkDatabaseUrl(url: string): void {
  const parsed = URL.parse(url);
  const isRight =
    parsed && /^postgres(ql)?:$/.test(parsed.protocol) && parsed.pathname.length > 1 && parsed.hash === "";
  if (isRight) return;
  throw new Problem(
    "DATABASE_URL is not an address such as postgresql://user:password@host:5432/nabla. " +
      "Signs like @ : / ? # % in a password are written as %40 %3A %2F %3F %23 %25.",
  );
}

const silent =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|connect ENOENT|timeout expired|timed out|terminated unexpectedly/i;

/** What a person can do about an error of connecting to a database or of making tables in it; the error itself when it is not one of the usual ones. */
export function databaseProblem(error: unknown, url: string): unknown {
  if (error instanceof Problem) return error;
  const { host, user, name } = partsOf(url);
  const { code = "", message = String(error) } = error as { code?: string; message?: string };
  // of several addresses each has its own error
  const inner = error instanceof AggregateError ? error.errors.map(String).join("\n") : "";
  const text = `${code} ${message}\n${inner}`;
  const say = (sentence: string) => new Problem(`${sentence}\n(${message || code})`, { cause: error });
  if (/no pg_hba\.conf entry/.test(text)) {
    return say(
      `The database server at ${host} lets nobody in as "${user}" from here. Its pg_hba.conf decides; if it asks for encryption, add ?sslmode=require to DATABASE_URL.`,
    );
  }
  if (code === "28P01" || code === "28000" || /password must be a string/.test(text))
    return say(`The database server at ${host} refused the user "${user}" or the password in DATABASE_URL.`);
  if (/does not support SSL/.test(text))
    return say(`The database server at ${host} speaks no TLS: take sslmode out of DATABASE_URL.`);
  if (/self.signed|unable to (verify|get)|CERT_|certificate/i.test(text)) {
    return say(
      `The certificate of the database server at ${host} is not trusted: name its authority with ?sslrootcert=FILE in DATABASE_URL.`,
    );
  }
  if (code === "53300" || code === "53400")
    return say(`The database server at ${host} has no connection left (max_connections).`);
  if (code === "57P03") return say(`The database server at ${host} is starting or stopping: try again in a moment.`);
  if (code === "25006")
    return say(`The database "${name}" at ${host} is read-only (a replica?): name the primary in DATABASE_URL.`);
  if (/P3005/.test(text)) {
    return new Problem(
      `The database "${name}" at ${host} holds tables of something else. Name an empty one in DATABASE_URL, or one that is not there yet.`,
      { cause: error },
    );
  }
  if (/btree_gist/.test(text)) {
    return say(
      `The database "${name}" needs the extension btree_gist. Install PostgreSQL's contrib package on ${host} and let an administrator run, in that database: CREATE EXTENSION btree_gist;`,
    );
  }
  if (code === "42501" && /create database/.test(text)) {
    return say(
      `There is no database "${name}" at ${host}, and "${user}" may not make one. Let an administrator run: CREATE DATABASE "${name}" OWNER "${user}" ENCODING 'UTF8' TEMPLATE template0;`,
    );
  }
  if (code === "42501" || /permission denied/.test(text)) {
    return say(
      `"${user}" may not make tables in the database "${name}" at ${host}. Let an administrator run: ALTER DATABASE "${name}" OWNER TO "${user}";`,
    );
  }
  if (code === "53100")
    return say(`The disk of the database server at ${host} is full. Make room there and start again.`);
  if (silent.test(text))
    return say(`The database server at ${host} does not answer. Is it running, and is DATABASE_URL right?`);
  return error;
}
