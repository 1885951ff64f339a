import { getRequestConfig } from "next-intl/server";
import en from "./en.json" with { type: "json" };
import { localeSchema, requestLocale } from "./locale.ts";
import pt from "./pt-BR.json" with { type: "json" };

export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ? localeSchema.parse(asked) : await requestLocale();
  return {
    locale,
    messages: locale === "en" ? en : pt,
    now: new Date(),
    timeZone: "UTC",
  };
});
