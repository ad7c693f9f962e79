/** What Redis does in one step, so that no process can come in between. */

/**
 * Claims names and adds a nudge if none of them was claimed before; gives 1 or 0. Doing it twice does no more than once.
 * KEYS: stream, epoch, names. ARGV: seconds of a claim, nudges kept, an epoch to begin with, run (empty: no nudge), type.
 */
export const acceptScript = `
local fresh = 1
for i = 3, #KEYS do
  if not redis.call('SET', KEYS[i], '1', 'NX', 'EX', ARGV[1]) then fresh = 0 end
end
if fresh == 1 and ARGV[4] ~= '' then
  local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
  local place = 1
  if newest then place = tonumber(string.match(newest[1], '^%d+')) + 1 else redis.call('SET', KEYS[2], ARGV[3]) end
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], string.format('%d-0', place), 'run', ARGV[4], 'type', ARGV[5])
end
return fresh
`;

/**
 * What the stream holds: its epoch, and the places of its oldest and newest nudge, as text. KEYS: stream, epoch. ARGV: an epoch
 * to begin with.
 */
export const headScript = `
redis.call('SET', KEYS[2], ARGV[1], 'NX')
local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
return { redis.call('GET', KEYS[2]), oldest and oldest[1] or '1-0', newest and newest[1] or '0-0' }
`;
