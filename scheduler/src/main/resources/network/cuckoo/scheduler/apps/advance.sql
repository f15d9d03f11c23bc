-- Sets the virtual times of apps that were handed work; grain: one app.
UPDATE app a SET virtual_time_wei = g.virtual_time_wei FROM unnest(?::uuid[], ?::numeric[]) AS g (app_id, virtual_time_wei) WHERE a.app_id = g.app_id
