"use client";
import { ActionIcon } from "@mantine/core";
import { signOut } from "next-auth/react";
import { Icon } from "../_components/icon.tsx";

export function SignOut({ label }: { label: string }) {
  return (
    <ActionIcon
      variant="subtle"
      size="lg"
      aria-label={label}
      title={label}
      onClick={async () => {
        await signOut({ redirect: false });
        // a full load, so that nothing of the person stays in the router's memory
        window.location.assign("/sign-in");
      }}
    >
      <Icon name="signOut" />
    </ActionIcon>
  );
}
