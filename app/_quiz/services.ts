"use client";
import { createContext, useContext } from "react";

export type Uploaded =
  | { ok: true; fileId: string; name: string; bytes: number }
  | { ok: false; message: string | null };

/** What a control can ask of the page around it; a preview offers nothing. */
export interface Services {
  upload?: (fieldId: string, file: File) => Promise<Uploaded>;
  fileHref?: (fileId: string) => string;
}

export const ServicesContext = createContext<Services>({});
export const useServices = (): Services => useContext(ServicesContext);
