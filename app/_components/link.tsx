import NextLink from "next/link";
import type { ComponentProps } from "react";
import { OnItsWay } from "./on-its-way.tsx";

/**
 * Every page is made for its viewer at its moment: fetching it ahead would do the server's work for nothing. Instead,
 * a link that was followed says so while its page is made.
 */
export function Link({ children, ...props }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink prefetch={false} {...props}>
      {children}
      <OnItsWay />
    </NextLink>
  );
}
