import { getTranslations } from "next-intl/server";
import type { Actor } from "../../../lib/actor.ts";
import { mostCounted } from "../../../lib/submissions/count.ts";
import { selectNeighbours } from "../../../lib/submissions/neighbours.ts";
import type { SubmissionPage } from "../../../lib/submissions/queries.ts";
import { Link } from "../../_components/link.tsx";
import { orNotFound } from "../../_session/answer.ts";
import { handInHref, hrefOf, listOf, queryOf } from "../../courses/[course]/submissions/filter.ts";
import { NeighbourKeys } from "./neighbour-keys.tsx";
import styles from "./neighbours.module.css";

/** For the staff: on to the next hand-in of the list that they came from, or else of the project, and back to it. */
export async function OtherHandIns({ actor, page, list }: { actor: Actor; page: SubmissionPage; list: unknown }) {
  const t = await getTranslations("submission");
  const { slug } = page.course;
  const filter = listOf(list) ?? { project: page.project.slug };
  const { previous, next, place, total } = await orNotFound(selectNeighbours(actor, slug, page.id, queryOf(filter)));
  const href = (id: string | null) => id && handInHref(id, filter);
  return (
    <nav className={styles.neighbours} aria-label={t("neighboursLabel")}>
      <Link href={hrefOf(slug, filter)}>{t("backToList")}</Link>
      {place !== null && (
        <span className={styles.place}>
          {total === null ? t("neighboursOfMany", { place, most: mostCounted }) : t("neighbours", { place, total })}
        </span>
      )}
      {previous && (
        <Link href={href(previous) as string} rel="prev">
          {t("previous")}
        </Link>
      )}
      {next && (
        // the next one is made while this one is being read
        <Link href={href(next) as string} rel="next" prefetch>
          {t("next")}
        </Link>
      )}
      <NeighbourKeys previous={href(previous)} next={href(next)} />
    </nav>
  );
}
