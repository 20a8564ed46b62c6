import { toScript } from './redis-connection.ts'

/**
 * The scripts of the Redis engine. Each runs as one command, during which nothing else does. A field of a hash is
 * `<expires> <text>`, where `expires` (ms since 1970) may be empty.
 *
 * KEYS of all but `ranging`: the set of collections, the set of what expires, then for each collection its hash and its
 * order; at the end `copyingKey` and `changedKey`.
 */

const journalMs = 60_000

/** Notes each change while a process reads everything. If that process ends early, the notes expire. */
const noting = `
local isCopying = redis.call('EXISTS', KEYS[#KEYS - 1]) == 1
local function note(name, id)
  if not isCopying then return end
  redis.call('SADD', KEYS[#KEYS], name .. '\\0' .. id)
  redis.call('PEXPIRE', KEYS[#KEYS], ${journalMs})
end
`

/** ARGV: of each record, the number of its collection (from 1) and its id. @returns the fields, in that order. */
export const reading = toScript(`
local found = {}
for at = 1, #ARGV, 2 do
  found[#found + 1] = redis.call('HGET', KEYS[2 * ARGV[at] + 1], ARGV[at + 1])
end
return found
`)

/** The start of all scripts that write: they read ARGV one after another, the collections first. */
const taking = `${noting}
local at = 0
local function take() at = at + 1; return ARGV[at] end
local names, isOrdered, mayBeginOrEnd = {}, {}, {}
for i = 1, tonumber(take()) do names[i] = take(); isOrdered[i] = take() == '1' end
local function remove(i, id)
  note(names[i], id)
  mayBeginOrEnd[i] = true
  redis.call('HDEL', KEYS[2 * i + 1], id)
  redis.call('ZREM', KEYS[2], names[i] .. '\\0' .. id)
  if isOrdered[i] then redis.call('ZREM', KEYS[2 * i + 2], id) end
end
local function listCollections()
  for i in pairs(mayBeginOrEnd) do
    if redis.call('EXISTS', KEYS[2 * i + 1]) == 1 then redis.call('ZADD', KEYS[1], 0, names[i])
    else redis.call('ZREM', KEYS[1], names[i]) end
  end
end
`

/**
 * Writes if records are what is expected of them.
 *
 * ARGV: how many collections, then the name of each and whether it is ordered; of how many records something is expected,
 * then of each its collection, its id and `+<field>` or `-`; then of each change its collection, its id and `+<field>` or
 * `-`, and when it expires. @returns nil if it wrote, else the fields of the records of which something was expected.
 */
export const writing = toScript(`${taking}
local found, isExpected = {}, true
for n = 1, tonumber(take()) do
  local i, id, wanted = tonumber(take()), take(), take()
  found[n] = redis.call('HGET', KEYS[2 * i + 1], id)
  if (found[n] and '+' .. found[n] or '-') ~= wanted then isExpected = false end
end
if not isExpected then return found end
while at < #ARGV do
  local i, id, field, expires = tonumber(take()), take(), take(), take()
  if field == '-' then
    remove(i, id)
  else
    note(names[i], id)
    if redis.call('HSET', KEYS[2 * i + 1], id, string.sub(field, 2)) == 1 then mayBeginOrEnd[i] = true end
    if isOrdered[i] then redis.call('ZADD', KEYS[2 * i + 2], 0, id) end
    if expires ~= '' then redis.call('ZADD', KEYS[2], expires, names[i] .. '\\0' .. id) end
  end
end
listCollections()
return false
`)

/**
 * Removes records if they have expired.
 *
 * ARGV: how many collections, then the name of each and whether it is ordered; the time; then of each record its
 * collection and its id. @returns how many it removed.
 */
export const sweeping = toScript(`${taking}
local now, removed = tonumber(take()), 0
while at < #ARGV do
  local i, id = tonumber(take()), take()
  local found = redis.call('HGET', KEYS[2 * i + 1], id)
  local expires = found and tonumber(string.match(found, '^%d+'))
  if expires and expires <= now then removed = removed + 1; remove(i, id)
  elseif not expires then redis.call('ZREM', KEYS[2], names[i] .. '\\0' .. id) end
end
listCollections()
return removed
`)

/** Removes a whole collection. What of it would have expired is forgotten by `sweeping`. ARGV: its name. */
export const clearing = toScript(`${noting}
if isCopying then
  for _, id in ipairs(redis.call('HKEYS', KEYS[3])) do note(ARGV[1], id) end
end
redis.call('UNLINK', KEYS[3], KEYS[4])
return redis.call('ZREM', KEYS[1], ARGV[1])
`)

/** KEYS: a hash and its order. ARGV: the first id, the end (both as ZRANGE has them), how many, the time. @returns ids and fields. */
export const ranging = toScript(`
local from, limit, now, rows = ARGV[1], 2 * tonumber(ARGV[3]), tonumber(ARGV[4]), {}
while #rows < limit do
  local missing = (limit - #rows) / 2
  local ids = redis.call('ZRANGE', KEYS[2], from, ARGV[2], 'BYLEX', 'LIMIT', 0, missing)
  for _, id in ipairs(ids) do
    local found = redis.call('HGET', KEYS[1], id)
    local expires = found and tonumber(string.match(found, '^%d+'))
    if found and (not expires or expires > now) then rows[#rows + 1] = id; rows[#rows + 1] = found end
  end
  if #ids < missing then return rows end
  from = '(' .. ids[#ids]
end
return rows
`)

/** Gives a lock back, if it is still one's own. KEYS: the lock. ARGV: the word that it was taken with. */
export const unlocking = toScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`)

/** Starts reading everything, instead of any other process that does. KEYS: `copyingKey`, `changedKey`. ARGV: the caller's word. */
export const beginningCopy = toScript(`
redis.call('SET', KEYS[1], ARGV[1], 'PX', ${journalMs})
return redis.call('DEL', KEYS[2])
`)

/** Goes on reading. KEYS: `copyingKey`, `changedKey`. ARGV: the caller's word. @returns 1, or 0 if another process reads now. */
export const continuingCopy = toScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[2], ${journalMs})
return redis.call('PEXPIRE', KEYS[1], ${journalMs})
`)

/**
 * Reads some of the records that have changed, and ends the reading if they are all.
 *
 * KEYS: `copyingKey`, `changedKey`. ARGV: the caller's word, the maximum number of records, `hashPrefix`. @returns the
 * collection NUL id of each and its field, if it has one; nil if another process reads now.
 */
export const readingChanged = toScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return false end
local found = {}
local members = redis.call('SPOP', KEYS[2], ARGV[2])
for _, member in ipairs(members) do
  local zero = string.find(member, '\\0', 1, true)
  local field = redis.call('HGET', ARGV[3] .. string.sub(member, 1, zero - 1), string.sub(member, zero + 1))
  found[#found + 1] = member
  found[#found + 1] = field
end
if #members < tonumber(ARGV[2]) then redis.call('DEL', KEYS[1]) end
return found
`)
