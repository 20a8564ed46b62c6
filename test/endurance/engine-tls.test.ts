import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeCertificates } from '../engines/certificates.ts'
import { findPostgres, findRedis } from '../engines/find-servers.ts'
import { engineAt, refusalAt } from '../engines/open-engine.ts'
import { startPostgres } from '../engines/postgres-server.ts'
import { startRedis } from '../engines/redis-server.ts'
import { freePort } from '../engines/server-process.ts'

test.skipIf(findPostgres(process.env) === undefined)(
  'PostgreSQL is reached by TLS, and refused where its authority is not known',
  async () => {
    await using made = await makeCertificates()
    const settings = ['ssl=on', `ssl_cert_file=${made.certificate}`, `ssl_key_file=${made.key}`]
    await using server = await startPostgres({ settings })
    const url = `${server.url}?sslmode=verify-full`
    const engine = await engineAt(`${url}&sslrootcert=${made.authority}`)
    await engine.open()
    const connections = await server.query(
      "select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'cruxgrid'",
    )
    expect(connections).toContainEqual({ ssl: true })
    expect(connections).not.toContainEqual({ ssl: false })
    await engine.close()
    expect(await refusalAt(url)).toMatch(/certificate/)
  },
)

test.skipIf(findRedis(process.env) === undefined)(
  'Redis is reached by TLS, and refused where its authority is not known',
  async () => {
    await using made = await makeCertificates()
    const port = await freePort()
    const files = ['--tls-cert-file', made.certificate, '--tls-key-file', made.key]
    const settings = ['--tls-port', String(port), ...files, '--tls-ca-cert-file', made.authority]
    await using server = await startRedis({ settings: [...settings, '--tls-auth-clients', 'no'] })
    const url = `rediss://127.0.0.1:${port}`
    const script = join(import.meta.dirname, '../processes/counting-process.ts')
    const { status, stdout } = spawnSync(process.execPath, [script, url, 'a', '1'], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: made.authority },
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([0, '1\n'])
    expect(await server.send('HGET', '{cruxgrid}:records:counter', 'a')).toContain('1')
    expect(await refusalAt(url)).toMatch(/certificate/)
  },
)
