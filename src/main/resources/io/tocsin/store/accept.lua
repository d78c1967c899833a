-- Makes a block durable, counts it and queues it.
-- KEYS[1]  hash tag of the block's partition
-- ARGV     1 block, 2 data, 3 header without its time, 4 row that every warning begins with, 5 rows, 6 what to queue: lane:from:end, joined by spaces, 7 batch,
--          8 client number, 9 time (ms) from which it may be claimed, 0 for now, 10 earliest expiry (ms), 0 for none,
--          11 segment of the bitmaps, 12 bit, 13 days to keep the bitmaps, 14 ms to keep events
-- Result   time (ms) at which it was made and 1, or 0 when its batch does not run and nobody can claim it now;
--          nothing when the block's number was written or given up
-- Cost     about 12 calls and 3 for each lane, whatever the number of rows
local call, pack, floor = redis.call, struct.pack, math.floor
local P, block, rows, queues, batch = KEYS[1], ARGV[1], tonumber(ARGV[5]), ARGV[6], ARGV[7]
local written = P .. 'k:' .. ARGV[11]
if call('GETBIT', P .. 'v:' .. ARGV[11], ARGV[12]) == 1 or call('SETBIT', written, ARGV[12], 1) == 1 then
  return nil
end
call('EXPIRE', written, (ARGV[13] + 3) * 86400)

local time = call('TIME')
local now = time[1] * 1000 + floor(time[2] / 1000)
local due, expires = tonumber(ARGV[9]), tonumber(ARGV[10])
local counters = P .. 'c:' .. batch
local standing = call('HGET', counters, 'st')
local row, state = ARGV[4], string.byte(ARGV[4])
if standing == 'x' then
  state = 8
  row = string.char(state) .. string.sub(row, 2)
end

local header = string.sub(ARGV[3], 1, 8) .. pack('>I8', now) .. string.sub(ARGV[3], 17)
call('MSET', P .. 's:' .. block, header .. string.rep(row, rows), P .. 'd:' .. block, ARGV[2])
call('HINCRBY', counters, state, rows)
local channel, _, grade = string.byte(ARGV[3], 3, 5)
local totals = (channel * 8 + grade) * 32
local sums = {'BITFIELD', P .. 'G', 'INCRBY', 'i64', '#' .. totals + state, rows, 'INCRBY', 'i64', '#' .. totals + 9, rows}
local number = string.sub(pack('>I8', tonumber(block)), 4)
call('APPEND', P .. 'b:' .. batch, number)
local look = now + 5000
if expires > 0 and expires < look then
  look = expires
end
call('ZADD', P .. 'x', string.format('%d', look), block)

if standing == 'x' then
  local places = {}
  for i = 0, rows - 1 do
    places[i + 1] = number .. string.char(floor(i / 256), i % 256)
  end
  call(unpack(sums))
  call('XADD', P .. 'e:' .. ARGV[8], 'MINID', '~', string.format('%d', now - ARGV[14]), '*', 'd', table.concat(places))
  return {now, 0}
end
call('HINCRBY', P .. 'i', ARGV[8], rows)
local turn = call('GET', P .. 'u') or '0'
for lane, range in string.gmatch(queues, '(%w+):(%d+:%d+)') do
  call('SADD', P .. 'L:' .. batch, lane)
  if due > 0 then
    call('ZADD', P .. 'z:' .. lane .. ':' .. batch, ARGV[9], block .. '@' .. range)
  else
    call('RPUSH', P .. 'q:' .. lane .. ':' .. batch, block .. ':' .. range)
  end
  if standing ~= 'p' and due > 0 then
    call('ZADD', P .. 'w:' .. lane, 'LT', ARGV[9], batch)
  elseif standing ~= 'p' then
    if call('ZADD', P .. 'l:' .. lane, 'NX', turn, batch) == 1 then
      call('ZADD', P .. 'j:' .. lane, string.format('%d', now), batch)
    end
  end
  local from, ending = string.match(range, '(%d+):(%d+)')
  local s = #sums
  sums[s + 1], sums[s + 2], sums[s + 3], sums[s + 4] = 'INCRBY', 'i64', '#' .. totals + 16 + string.sub(lane, 2, 2), ending - from
end
call(unpack(sums))
return {now, (standing == 'p' or due > 0) and 0 or 1}
