-- Claims the oldest free messages of a queue and returns their ids.
-- KEYS: the queue's message set.
-- ARGV: now; the most messages to claim; the claim's id and end; ttl and end for messages that would end before their claim.
-- A message is a hash: c and c.e are its claim's id and end, t and e its own ttl and end. Redis drops the hash at its end,
-- but not its place in the set, so places without a message are removed on the way.
local now, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
local claim_id, claim_end = ARGV[3], tonumber(ARGV[4])
local message_ttl, message_end = ARGV[5], ARGV[6]

local PAGE = 100
local claimed, vanished = {}, {}
local offset = 0

repeat
  local ids = redis.call('ZRANGE', KEYS[1], offset, offset + PAGE - 1)
  offset = offset + #ids

  for _, id in ipairs(ids) do
    local holder, held_until, ends = unpack(redis.call('HMGET', id, 'c', 'c.e', 'e'))
    if not ends then
      vanished[#vanished + 1] = id
    elseif #claimed < limit and (holder == '' or tonumber(held_until) <= now) then
      redis.call('HSET', id, 'c', claim_id, 'c.e', claim_end)
      if tonumber(ends) < claim_end then
        redis.call('HSET', id, 't', message_ttl, 'e', message_end)
        redis.call('EXPIREAT', id, message_end)
      end
      claimed[#claimed + 1] = id
    end
  end
until #ids < PAGE or #claimed >= limit

for _, id in ipairs(vanished) do
  redis.call('ZREM', KEYS[1], id)
end

return claimed
