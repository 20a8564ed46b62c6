import type { IncomingMessage, RequestListener } from 'node:http'
import { HTTPReceiver, type InstallationStore } from '@slack/bolt'
import { UserError } from '../../../src/chat/user-error.ts'
import type { SlackLogger } from '../client/slack-logger.ts'
import { paths, requestedScopes } from '../setup/manifest.ts'
import type { Extras, SlackSettings, Tenancy } from '../setup/settings.ts'
import { notInstalled, sendPage, toInstalledPage, toNotInstalledPage } from './install-page.ts'

/** The parts of Slack on the web server; both are missing in Socket Mode with one workspace. */
export interface SlackWeb {
  /** The receiver of Slack's requests, without Socket Mode. */
  readonly events?: HTTPReceiver
  /** Handles Slack's requests, and the browsers of people who install the app. */
  readonly listen?: RequestListener
}

export function createSlackWeb(
  { transport, tenancy, apiUrl, ...extras }: SlackSettings,
  logger: SlackLogger,
  installationStore: InstallationStore | undefined,
): SlackWeb {
  const events =
    transport.kind === 'http'
      ? new HTTPReceiver({ signingSecret: transport.signingSecret, endpoints: paths.events, logger })
      : undefined
  const installer =
    tenancy.kind === 'many' && installationStore !== undefined
      ? createInstaller(tenancy, { slackApiUrl: apiUrl, ...extras }, logger, installationStore)
      : undefined
  if (events === undefined && installer === undefined) return {}
  return {
    ...(events !== undefined && { events }),
    listen(request, response) {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const isInstall = pathname === paths.install || pathname === paths.redirect
      const receiver = isInstall ? installer : events
      if (receiver === undefined) return void response.writeHead(404).end()
      if (!isInstall && isAhead(request)) return void response.writeHead(401).end()
      return receiver.requestListener(request, response)
    },
  }
}

/** How far the clocks of Slack and of this machine may differ. */
const maxAheadMs = 5 * 60_000

/** Whether a request claims to have been signed in the future. Bolt refuses old ones alone; kept, it would be one later. */
const isAhead = ({ headers }: IncomingMessage): boolean =>
  Number(headers['x-slack-request-timestamp']) * 1000 > Date.now() + maxAheadMs

/** A separate receiver: one that installs would also choose the token of each delivery, which the app does itself. */
function createInstaller(
  { signingSecret, clientId, clientSecret, stateSecret, publicUrl }: Extract<Tenancy, { kind: 'many' }>,
  { slackApiUrl, ...extras }: Extras & { readonly slackApiUrl: string },
  logger: SlackLogger,
  installationStore: InstallationStore,
): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: paths.events,
    logger,
    clientId,
    clientSecret,
    stateSecret,
    scopes: Object.keys(requestedScopes(extras)),
    installationStore,
    redirectUri: new URL(paths.redirect, publicUrl).href,
    installerOptions: {
      directInstall: true,
      installPath: paths.install,
      redirectUriPath: paths.redirect,
      callbackOptions: {
        success: ({ team }, _, __, response) =>
          sendPage(response, toInstalledPage(team === undefined ? { id: '' } : team)),
        failure(fault, _, __, response) {
          const [status, why] = toReason(fault)
          sendPage(response, toNotInstalledPage(status, why, paths.install))
        },
      },
      clientOptions: { slackApiUrl, timeout: 10_000, retryConfig: { retries: 2 } },
    },
  })
}

const codes = new Map<string, readonly [status: number, why: string]>([
  ['slack_oauth_installer_authorization_error', [200, notInstalled.cancelled]],
  ['slack_oauth_invalid_state', [400, notInstalled.stale]],
  ['slack_oauth_missing_state', [400, notInstalled.incomplete]],
  ['slack_oauth_missing_code', [400, notInstalled.incomplete]],
])

/** The status and reason for the page after a failed installation. */
function toReason(fault: Error & { readonly code: string }): readonly [status: number, why: string] {
  if (fault instanceof UserError) return [400, fault.message]
  return codes.get(fault.code) ?? [500, notInstalled.refused]
}
