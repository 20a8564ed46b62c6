import { readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Order } from './order.ts'

interface Pattern {
  readonly group: readonly string[]
  readonly message: string
}

const platformPackages: Readonly<Record<string, readonly string[]>> = {
  'adapters/discord': ['discord.js'],
  'adapters/slack': ['@slack/*'],
}

/**
 * The overrides that hold the order of rooms in every editor: one for each room, with what its files must
 * not import. Biome matches import paths as text, so it sees less than the check in house.ts, but at once.
 */
const biomeOverrides = (order: Order): readonly unknown[] =>
  order.rooms.map(({ path }) => ({
    includes: [
      ...(isFile(path) ? [path] : [`${path}/**`]),
      ...order.rooms.filter((room) => room.path.startsWith(`${path}/`)).map((room) => `!${room.path}/**`),
    ],
    linter: {
      rules: {
        style: {
          noRestrictedImports: { level: 'error', options: { patterns: patternsOf(path, order) } },
        },
      },
    },
  }))

function patternsOf(path: string, { rooms, apart }: Order): readonly Pattern[] {
  const rank = rooms.findIndex((room) => room.path === path)
  const higher = rooms.slice(rank + 1).map((room) => room.path)
  const others = apart.filter((folder) => folder !== path && !path.startsWith(`${folder}/`))
  const own = apart.find((folder) => folder === path || path.startsWith(`${folder}/`))
  const packages = Object.entries(platformPackages)
    .filter(([folder]) => path !== 'adapters' && folder !== own)
    .flatMap(([, names]) => names)
  const upward = higher
    .filter((room) => own === undefined || room.startsWith(`${own}/`) || room === own)
    .flatMap((room) => globsOf(room, path))
  const sideways = own === undefined ? [] : others.flatMap((room) => globsOf(room, path))
  return [
    ...(upward.length > 0
      ? [{ group: upward, message: `A room above ${path}: docs/rooms.json has the order.` }]
      : []),
    ...(sideways.length > 0 ? [{ group: sideways, message: 'An adapter imports no other adapter.' }] : []),
    ...(packages.length > 0
      ? [{ group: packages, message: "A platform's package is imported by its adapter alone." }]
      : []),
    ...(path === 'commands'
      ? [
          {
            group: ['./*', '!./index.ts', '!./options', '!./options/**'],
            message: 'A command imports no other command.',
          },
        ]
      : []),
  ]
}

/** How files of `from` write an import from a room: relative, so by its last name, or by going up to it. */
function globsOf(room: string, from: string): readonly string[] {
  if (isFile(room)) return [`**/${posix.basename(room)}`]
  // The files beside the folders of an adapter are the room above them.
  if (from.startsWith(`${room}/`)) return ['../*.ts']
  return [`**/${posix.basename(room)}/**`]
}

const isFile = (path: string): boolean => path.endsWith('.ts')

/** Whether biome.rooms.json, which biome.json extends, holds the order as declared. */
export const holdsOrder = (project: string, order: Order): boolean =>
  JSON.stringify(JSON.parse(readFileSync(fileIn(project), 'utf8'))) === JSON.stringify(configurationOf(order))

/** Writes the order into biome.rooms.json. */
export const writeBiomeRules = (project: string, order: Order): void =>
  writeFileSync(fileIn(project), `${JSON.stringify(configurationOf(order), null, 2)}\n`)

const fileIn = (project: string): string => join(project, 'biome.rooms.json')

const configurationOf = (order: Order) => ({ overrides: biomeOverrides(order) })
