import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crowdContract } from '../contracts/crowd-contract.ts'
import { engineContract } from '../contracts/engine-contract.ts'
import { rangeContract } from '../contracts/range-contract.ts'
import { findRedis } from '../engines/find-servers.ts'
import { engineAt, openEngine } from '../engines/open-engine.ts'
import { startRedis } from '../engines/redis-server.ts'
import { freePort } from '../engines/server-process.ts'
import { until } from '../until.ts'

type Server = Awaited<ReturnType<typeof startRedis>>

/** Of all keys: they have one tag. */
const layoutKey = '{cruxgrid}:layout'
const slots = 16_384

/** Three masters with a third of the slots each. */
async function startCluster(): Promise<readonly Server[]> {
  const nodes: Server[] = []
  const buses: number[] = []
  for (let at = 0; at < 3; at++) {
    const bus = await freePort()
    const settings = ['--cluster-enabled', 'yes', '--cluster-port', String(bus)]
    nodes.push(await startRedis({ settings }))
    buses.push(bus)
  }
  for (const [at, node] of nodes.entries()) {
    const [first, end] = [at, at + 1].map((part) => Math.floor((part * slots) / nodes.length))
    await node.send('CLUSTER', 'ADDSLOTSRANGE', String(first), String((end ?? slots) - 1))
    await node.send('CLUSTER', 'SET-CONFIG-EPOCH', String(at + 1))
    const { port } = nodes[0] ?? node
    await node.send('CLUSTER', 'MEET', '127.0.0.1', String(port), String(buses[0]))
  }
  const isWhole = async (node: Server) =>
    String(await node.send('CLUSTER', 'INFO')).includes('cluster_state:ok')
  for (const node of nodes) await until(() => isWhole(node))
  return nodes
}

describe.skipIf(findRedis(process.env) === undefined)('a cluster of three masters', () => {
  let nodes: readonly Server[] = []
  beforeAll(async () => {
    nodes = await startCluster()
  })
  afterAll(async () => {
    for (const node of nodes) await node[Symbol.asyncDispose]()
  })

  const empty = () => Promise.all(nodes.map((node) => node.send('FLUSHALL')))

  /** Whether a node has the records. */
  const hasRecords = async (node: Server) => Number(await node.send('DBSIZE')) > 0

  for (const at of [0, 1, 2]) {
    const open = () => openEngine(nodes[at]?.url ?? '', empty)
    engineContract(`Redis Cluster, asked at node ${at},`, open)
    rangeContract(`Redis Cluster, asked at node ${at},`, open)
    crowdContract(`Redis Cluster, asked at node ${at},`, open)
  }

  test('keeps all records on one node, and is followed when it moves them to another', async () => {
    await empty()
    const [asked] = nodes
    if (asked === undefined) throw new Error('There are no nodes')
    const engine = await engineAt(asked.url)
    await engine.open()
    const key = { collection: 'notes', id: 'a' }
    await engine.write([{ key, text: 'kept' }])
    const holds = await Promise.all(nodes.map(hasRecords))
    expect(holds.filter(Boolean)).toHaveLength(1)

    const [from, to] = [nodes[holds.indexOf(true)], nodes[holds.indexOf(false)]]
    if (from === undefined || to === undefined) throw new Error('There are no nodes')
    const slot = String(await from.send('CLUSTER', 'KEYSLOT', layoutKey))
    const [fromId, toId] = [
      String(await from.send('CLUSTER', 'MYID')),
      String(await to.send('CLUSTER', 'MYID')),
    ]
    await to.send('CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId)
    await from.send('CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId)
    const keys = await from.send('CLUSTER', 'GETKEYSINSLOT', slot, '100')
    await from.send('MIGRATE', '127.0.0.1', String(to.port), '', '0', '5000', 'KEYS', ...(keys as string[]))
    for (const node of [to, from]) await node.send('CLUSTER', 'SETSLOT', slot, 'NODE', toId)

    expect(await engine.read([key])).toEqual(['kept'])
    await engine.write([{ key, text: 'changed' }])
    expect(await engine.read([key])).toEqual(['changed'])
    expect(await Promise.all([from, to].map(hasRecords))).toEqual([false, true])
    await engine.close()
  })
})
