-- Who sees which cases: in front of case.lua, for all scripts about cases.

local OPEN, LEASED, SNOOZED, ESCALATED, DONE = 0, 1, 2, 3, 4
local MOST_UNITS = 2000

-- Whose a case of that unit is while nobody's scope covers the unit: '?' those who work in top units, '%' everybody who works on
-- cases; nil when somebody's does.
local function strayOf(path)
  return path ~= '' and call('HGET', P .. 'kv', path) or nil
end

-- The names under which a case of that unit is queued and counted: all, and its unit and those above it, or none; '?' while nobody
-- covers the unit, and then also '%' when nobody of a top unit could take it. Who takes such cases covers none of those units.
local function unitsOf(path, stray)
  local units, at = {'*'}, 0
  if stray then
    units[2] = '?'
    units[3] = stray == '%' and '%' or nil
  end
  if path == '' then
    units[#units + 1] = '!'
    return units
  end
  repeat
    at = string.find(path, '/', at + 1, true)
    units[#units + 1] = sub(path, 1, (at or #path + 1) - 1)
  until not at
  return units
end

-- The path as cases have it: '' for one too many, as everybody sees those.
local function knownUnit(path)
  if path ~= '' and call('SISMEMBER', P .. 'ku', path) == 0 then
    if call('SCARD', P .. 'ku') >= MOST_UNITS then
      return ''
    end
    call('SADD', P .. 'ku', path)
  end
  return path
end

-- The unit of who looks, and the further queue that one has: behind the path stand '?' or '%' for those who take what nobody covers.
local function viewerOf(text)
  local path, takes = string.match(text, '^(.-)([?%%]?)$')
  return path, takes
end

-- Whether who is of that unit (* for all) sees the case: whoever was given a case sees it.
local function sees(viewer, who, c)
  local unit, takes = viewerOf(viewer)
  return unit == '*' or c.u == '' or c.u == unit or sub(c.u, 1, #unit + 1) == unit .. '/' or (c.s == LEASED and c.h == who)
    or (c.y and (takes == '?' or takes == c.y))
end
