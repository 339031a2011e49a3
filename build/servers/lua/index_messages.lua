-- Puts posted messages at the end of a queue, in the order they were posted.
-- KEYS: the queue's message set; its rank counter.
-- ARGV: how many messages; their ids.
local count = tonumber(ARGV[1])
local rank = redis.call('INCRBY', KEYS[2], count) - count

for i = 1, count do
  redis.call('ZADD', KEYS[1], rank + i, ARGV[1 + i])
end

return count
