import { type GIFTQuestion, parse } from "gift-pegjs";
import { titleFrom } from "../identifiers.ts";
import {
  type Draft,
  lossBook,
  maxQuestions,
  NotAQuiz,
  type Reading,
  type Skipped,
  tooMany,
  Unsupported,
} from "../reading.ts";
import { withoutMarks } from "../text/placeholders.ts";
import { type Block, blocksOf } from "./blocks.ts";
import { normalised } from "./normalise.ts";
import { giftFields } from "./questions.ts";
import { giftMarkdown } from "./texts.ts";

/** the parser backtracks: a question beyond it would take minutes */
const longestQuestion = 50_000;

/**
 * A GIFT file (docs.moodle.org, "GIFT format"). One broken question does not keep the others out: it is named with its line.
 * @param certain the file's name says GIFT, so that plain paragraphs are descriptions
 * @throws NotAQuiz when nothing in it looks like a question
 */
export function readGift(text: string, certain: boolean): Reading {
  const blocks = blocksOf(withoutMarks(text));
  if (blocks.length === 0) throw new NotAQuiz("the file is empty");
  if (!certain && isJson(text)) throw new NotAQuiz("the file is JSON, not a quiz");
  const marked = blocks.some(({ source }) => looksAnswered(source));
  if (!certain && !marked)
    throw new NotAQuiz("nothing in the file is a question in GIFT: no { answers }, no ::title::");
  const drafts: Draft[] = [];
  const skipped: Skipped[] = [];
  let category: { name: string; line: number; used: boolean } | undefined;
  if (blocks.length > maxQuestions) skipped.push(tooMany(blocks.length));
  for (const block of blocks.slice(0, maxQuestions)) {
    const name = /^\$CATEGORY:(.*)$/.exec(block.source)?.[1]?.trim();
    if (name !== undefined) {
      category = { name, line: block.line, used: false };
      continue;
    }
    try {
      drafts.push(draftOf(block, category?.name));
      if (category) category.used = true;
    } catch (cause) {
      if (!(cause instanceof Unsupported)) throw cause;
      skipped.push({ item: nameOf(block), feature: cause.feature, reason: `line ${block.line}: ${cause.message}` });
    }
  }
  if (drafts.length === 0 && skipped.length > 0 && !certain) {
    throw new NotAQuiz(`the file is not GIFT (${skipped[0]?.reason})`);
  }
  if (category && !category.used) {
    skipped.push({
      item: category.name,
      feature: "category",
      reason: `line ${category.line}: a category without questions after it`,
    });
  }
  return { title: "", zones: [{ title: "", shuffle: false, drafts }], skipped };
}

function looksAnswered(source: string): boolean {
  const open = source.indexOf("{");
  return /^\s*(::|\$CATEGORY:)/.test(source) || (open >= 0 && source.indexOf("}", open) >= 0);
}

/** braces alone would be an essay */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const nameOf = ({ source, id }: Block) =>
  /^::((?:\\.|(?!::).)+)::/s.exec(source)?.[1]?.trim() ?? (id || titleFrom(source));

function draftOf(block: Block, category: string | undefined): Draft {
  const question = parsed(block);
  const losses = lossBook();
  const text = "stem" in question ? giftMarkdown(question.stem, losses) : "";
  const general = "globalFeedback" in question ? giftMarkdown(question.globalFeedback, losses) : "";
  return {
    identifier: block.id,
    title: question.title ?? "",
    text,
    fields: giftFields(question, losses),
    topics: [...(category ? [category] : []), ...block.tags],
    solution: general,
    points: 1,
    losses: losses.list,
  };
}

/** the parser speaks of its grammar */
function inWords(message: string): string {
  if (/but "\{" found/.test(message))
    return "it has a second { } for answers; a brace that belongs to the text needs a backslash before it";
  if (/but end of input found/.test(message)) return "a brace { is not closed";
  return message.slice(0, 300);
}

/** @throws Unsupported with the place of the mistake */
function parsed({ source }: Block): GIFTQuestion {
  if (source.length > longestQuestion) {
    throw new Unsupported("text", `a question of ${source.length} characters; at most ${longestQuestion} are read`);
  }
  let questions: GIFTQuestion[];
  try {
    questions = parse(normalised(source));
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new Unsupported("syntax", cause instanceof RangeError ? "it is nested too deeply" : inWords(cause.message));
  }
  const [question] = questions;
  if (question === undefined || questions.length !== 1)
    throw new Unsupported("syntax", "it cannot be read as one question");
  return question;
}
