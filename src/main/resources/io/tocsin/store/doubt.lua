-- Keeps the index of attempts of unknown end in step with the rows after receipts.
--
-- ARGV     per attempt: carrier number, phone key
-- returns  nothing
-- cost     some commands an attempt; attempts of unknown end are few

for i = 1, #ARGV, 2 do
  doubtsOf(P .. 'a:' .. ARGV[i], ARGV[i + 1])
end
return nil
