-- Whose turn it is: the virtual time and the weight of apps, and the clock that none lags behind; grain: one app.
SELECT a.app_id, greatest(a.virtual_time_wei, c.virtual_time_wei) AS start_wei, a.fair_weight, c.virtual_time_wei AS clock_wei
  FROM app a CROSS JOIN fair_clock c WHERE a.app_id = ANY (?::uuid[])
