"use client";

/** The last resort, when not even the layout could be made (the database is away): no catalogue, so both languages. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="pt-BR">
      <body
        style={{ font: "16px/1.5 system-ui, sans-serif", maxWidth: "36rem", margin: "15vh auto", padding: "0 1rem" }}
      >
        <title>Nabla</title>
        <h1>O Nabla não conseguiu montar esta página</h1>
        <p>
          O que você já enviou está guardado. Tente de novo em instantes; se continuar assim, avise quem cuida do
          servidor.
        </p>
        <div lang="en">
          <h2>Nabla could not make this page</h2>
          <p>What you handed in is safe. Try again in a moment; if it goes on, tell whoever runs the server.</p>
        </div>
        <button type="button" onClick={retry}>
          Tentar de novo / Try again
        </button>
      </body>
    </html>
  );
}
