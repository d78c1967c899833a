-- Which warnings the latest texts to a number were about.
--
-- ARGV     slice and tag of the number, days before today that are asked
-- returns  the place (block, index) of the latest text of each day that had one, the youngest first
-- cost     per day one log is read, 15 bytes for each text to a quarter of the partition's numbers

local places = {}
for day = floor(NOW / 86400), floor(NOW / 86400) - tonumber(ARGV[3]), -1 do
  places[#places + 1] = latestText(call('GETRANGE', textLog(day, ARGV[1]), 0, -1), ARGV[2])
end
return places
