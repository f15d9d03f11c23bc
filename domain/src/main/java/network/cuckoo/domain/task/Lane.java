package network.cuckoo.domain.task;

import network.cuckoo.domain.AppId;
import network.cuckoo.domain.ModelId;

/** A part of the queue in which the older task always goes first: one app's tasks for one model at one priority. */
public record Lane(ModelId model, AppId app, int priority) {}
