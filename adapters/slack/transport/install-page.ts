import type { ServerResponse } from 'node:http'

/** The page shown after an installation, or after an attempt. */
export interface InstallPage {
  readonly status: number
  readonly title: string
  readonly lines: readonly string[]
  readonly link: { readonly text: string; readonly url: string }
}

/** @param team The workspace's name and id. */
export const toInstalledPage = (team: { readonly id: string; readonly name?: string }): InstallPage => ({
  status: 200,
  title: `Cruxgrid is installed in ${team.name ?? 'your workspace'}`,
  lines: ['In Slack, type /invite @Cruxgrid in a channel.', 'Then type /grid poll and a link to a paper.'],
  link: { text: 'Open Slack', url: `https://app.slack.com/client/${team.id}` },
})

/** Why the app wasn't installed. */
export const notInstalled = {
  cancelled: 'You cancelled the installation.',
  stale: 'This page was opened in another browser, or too long ago.',
  incomplete: 'This link is incomplete.',
  refused: 'Slack refused the installation.',
} as const

/** @param retryUrl Where the installation starts again. */
export const toNotInstalledPage = (status: number, why: string, retryUrl: string): InstallPage => ({
  status,
  title: "Cruxgrid wasn't installed",
  lines: [why],
  link: { text: 'Try again', url: retryUrl },
})

const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { display: grid; min-height: 100vh; margin: 0; place-items: center; background: light-dark(#f8fafc, #0f172a); color: light-dark(#0f172a, #f1f5f9); }
  main { max-width: 30rem; margin: 1rem; padding: 1.5rem; }
  h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
  a { display: inline-block; margin-top: 0.5rem; padding: 0.6rem 1rem; border-radius: 0.5rem; background: light-dark(#1d4ed8, #93c5fd); color: light-dark(#fff, #0f172a); text-decoration: none; }
  a:focus-visible { outline: 3px solid light-dark(#0f172a, #f1f5f9); outline-offset: 2px; }
`

/** Sends the page. It loads no resources and runs no scripts. */
export function sendPage(response: ServerResponse, { status, title, lines, link }: InstallPage): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  response.end(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>${escapeHtml(title)}</h1>
      ${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n      ')}
      <a href="${escapeHtml(link.url)}">${escapeHtml(link.text)}</a>
    </main>
  </body>
</html>
`)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark)
