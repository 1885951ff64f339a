import NextLink from "next/link";
import type { ComponentProps } from "react";

/** Every page is made for its viewer at its moment: fetching it ahead would do the server's work for nothing. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
