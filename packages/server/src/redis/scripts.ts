/** What Redis does in one step, so that no process can come in between. */

/**
 * Claims names and adds a nudge if none of them was claimed before; gives 1 or 0. Doing it twice does no more than once. Each nudge
 * carries the name of its counting, so that a stream that began anew, whatever became of the old one, is seen to have; and a word of its
 * own, so that another one in its place is. KEYS: stream, names. ARGV: seconds of a claim, nudges kept, a word, which is the name too
 * should a counting begin, run (empty: no nudge), type.
 */
export const acceptScript = `
local fresh = 1
for i = 2, #KEYS do
  if not redis.call('SET', KEYS[i], '1', 'NX', 'EX', ARGV[1]) then fresh = 0 end
end
if fresh == 1 and ARGV[4] ~= '' then
  local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
  local place, epoch = 1, ARGV[3]
  if newest then place, epoch = tonumber(string.match(newest[1], '^%d+')) + 1, newest[2][2] end
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], string.format('%d-0', place), 'epoch', epoch, 'run', ARGV[4], 'type', ARGV[5], 'tag', ARGV[3])
end
return fresh
`;

/**
 * What the stream holds: the name of its counting (empty: none), the ids of its oldest and newest nudge, and the word of the one with this
 * id. KEYS: stream. ARGV: id.
 */
export const headScript = `
local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if not newest then return { '', '1-0', '0-0', '' } end
local known = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])[1]
return { newest[2][2], oldest[1], newest[1], known and known[2][8] or '' }
`;

/** Ends a claim, if it is still this process's; by SET, so that the user needs no more rights. KEYS: claim. ARGV: its word. */
export const releaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], '', 'PX', 1) end
return 1
`;
