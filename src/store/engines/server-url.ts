import { unreadableAddress } from './errors.ts'

/**
 * Parses the DATABASE_URL of a server.
 *
 * @throws UserError that holds nothing of it: a password with a character that must be encoded ends up anywhere.
 */
export function readServerUrl(url: string): URL {
  const read = URL.canParse(url) ? new URL(url) : undefined
  if (read === undefined || /[#@]/.test(read.pathname + read.search + read.hash)) throw unreadableAddress()
  if (!isDecodable(read.username + read.password)) throw unreadableAddress()
  return read
}

function isDecodable(encoded: string): boolean {
  try {
    decodeURIComponent(encoded)
    return true
  } catch {
    return false
  }
}

/** The address without user, password and parameters, for people. */
export const whereOf = ({ protocol, host, pathname }: URL): string =>
  `${protocol}//${host}${pathname === '/' ? '' : pathname}`

/** The path of a database in a file; `undefined` if it is on a server. */
export const pathOf = (url: string): string | undefined => /^sqlite:(?<path>.+)$/s.exec(url)?.groups?.path

/** The path or address of a database without user, password and parameters, for people. */
export const nameOfUrl = (url: string): string => pathOf(url) ?? whereOf(readServerUrl(url))
