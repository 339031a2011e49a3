namespace EventSinks.Dispatch;

/// <summary>
/// Decides which ready lane is next: by deficit round robin over projects, and within a project by turns over its endpoints; never beyond
/// the slots of an endpoint, a project, a sink type, or all. What cannot start waits where it is held up and costs nothing until then.
/// Owned by the worker.
/// </summary>
internal sealed class FairScheduler(DispatchOptions options, ProjectRates rates)
{
    // The operator's own sinks are no part of what a project may send, so they take their turns as a project of their own.
    private readonly Dictionary<(string Id, bool IsOperators), Project> _projects = [];
    private readonly Dictionary<string, SinkTypeGate> _sinkTypes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string SinkType, string Endpoint), Endpoint> _endpoints = [];
    private readonly Dictionary<(Project Project, Endpoint Endpoint), LaneQueue> _queues = [];

    // Projects with something in their ring and a free slot.
    private readonly LinkedList<Project> _round = new();

    // Gates that let a queue through whose project may not have come round to using it.
    private readonly Queue<IGate> _opened = [];
    private readonly Slots _all = new(options.MaxAttempts);

    public int InFlight => _all.InUse;

    /// <summary>Gives a lane its queue. Every call is matched by one of <see cref="Leave"/>.</summary>
    /// <param name="projectId">Whose lane it is.</param>
    /// <param name="sinkType">The sink type.</param>
    /// <param name="endpointName">The endpoint.</param>
    /// <param name="isOperators">Whether the sink is the operator's, which no rate holds up.</param>
    /// <returns>The queue, shared by lanes that agree in all four.</returns>
    public LaneQueue Join(string projectId, string sinkType, string endpointName, bool isOperators)
    {
        if (!_projects.TryGetValue((projectId, isOperators), out var project))
        {
            var budget = isOperators ? null : rates.Join(projectId);
            _projects[(projectId, isOperators)] = project = new Project(projectId, options.MaxAttemptsPerProject, isOperators, budget);
        }

        var endpoint = _endpoints.GetValueOrDefault((sinkType, endpointName))
            ?? (_endpoints[(sinkType, endpointName)] = new Endpoint(endpointName, SinkType(sinkType), options));
        var queue = _queues.GetValueOrDefault((project, endpoint)) ?? (_queues[(project, endpoint)] = new LaneQueue(project, endpoint));
        project.Lanes++;
        endpoint.Lanes++;
        queue.Lanes++;
        return queue;
    }

    /// <summary>A lane gives its queue up; it is not ready and has no attempt in flight that holds a slot.</summary>
    /// <param name="queue">The queue.</param>
    public void Leave(LaneQueue queue)
    {
        if (--queue.Lanes == 0)
        {
            _queues.Remove((queue.Project, queue.Endpoint));
        }

        if (--queue.Endpoint.Lanes == 0)
        {
            _endpoints.Remove((queue.Endpoint.SinkType.SinkType, queue.Endpoint.Name));
        }

        if (--queue.Project.Lanes == 0)
        {
            _projects.Remove((queue.Project.Id, queue.Project.IsOperators));
            if (queue.Project.Budget is { } budget)
            {
                rates.Leave(budget);
            }
        }
    }

    /// <summary>A lane has something to deliver.</summary>
    /// <param name="lane">The lane; it is not ready yet.</param>
    public void Enqueue(Lane lane)
    {
        var queue = lane.Queue;
        queue.Ready.Enqueue(lane);
        if (queue.Node.List is null)
        {
            AddToRing(queue);
        }
    }

    /// <summary>A ready lane is ready no longer.</summary>
    /// <param name="lane">The lane.</param>
    public static void Withdraw(Lane lane)
    {
        var queue = lane.Queue;
        for (var left = queue.Ready.Count; left > 0; left--)
        {
            var other = queue.Ready.Dequeue();
            if (!ReferenceEquals(other, lane))
            {
                queue.Ready.Enqueue(other);
            }
        }

        if (queue.Ready.Count == 0)
        {
            queue.Node.List?.Remove(queue.Node);
        }
    }

    /// <summary>Takes the next lane that may start an attempt.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The lane, no longer ready; null if none may start.</returns>
    public Lane? Next(long now)
    {
        while (!_all.AreFull)
        {
            if (_round.First is not { } first)
            {
                if (!LetMoreThrough())
                {
                    return null;
                }

                continue;
            }

            var project = first.Value;
            if (project.Ring.First is not { } node || project.Slots.AreFull || rates.HoldsUp(project, now))
            {
                _round.Remove(first);
                continue;
            }

            if (project.Deficit <= 0)
            {
                // Its turn is over. A large batch leaves a debt, which it works off round by round; alone, at once.
                project.Deficit += options.FairnessQuantum;
                _round.Remove(first);
                _round.AddLast(first);
                continue;
            }

            var queue = node.Value;
            if (FindClosedGate(queue) is { } gate)
            {
                project.Ring.Remove(node);
                gate.Waiting.AddLast(node);
                continue;
            }

            var lane = queue.Ready.Dequeue();
            project.Ring.Remove(node);
            if (queue.Ready.Count > 0)
            {
                project.Ring.AddLast(node);
            }

            return lane;
        }

        return null;
    }

    /// <summary>Counts work against a project's turn: events looked at, whether they are sent or not.</summary>
    /// <param name="queue">The lane's queue.</param>
    /// <param name="events">How many events.</param>
    public static void Charge(LaneQueue queue, int events) => queue.Project.Deficit -= events;

    /// <summary>An attempt starts.</summary>
    /// <param name="queue">The lane's queue.</param>
    public void Started(LaneQueue queue)
    {
        _all.Take();
        queue.Endpoint.Slots.Take();
        queue.Endpoint.SinkType.Slots.Take();
        queue.Project.Slots.Take();
    }

    /// <summary>An attempt frees its slots.</summary>
    /// <param name="queue">The lane's queue.</param>
    public void Released(LaneQueue queue)
    {
        _all.Release();
        queue.Endpoint.Slots.Release();
        queue.Endpoint.SinkType.Slots.Release();
        queue.Project.Slots.Release();
        EnterRound(queue.Project);
        LetThrough(queue.Endpoint);
        LetThrough(queue.Endpoint.SinkType);
    }

    /// <summary>A project that has waited for its rate may go on.</summary>
    /// <param name="budget">Its budget.</param>
    public void GoOn(ProjectBudget budget)
    {
        if (_projects.TryGetValue((budget.ProjectId, false), out var project))
        {
            EnterRound(project);
        }
    }

    /// <summary>Lets as many waiting queues through a gate as it has room for.</summary>
    /// <param name="gate">The gate.</param>
    public void LetThrough(IGate gate)
    {
        if (gate.Waiting.Count == 0)
        {
            return;
        }

        for (var free = gate.Free; free > 0 && gate.Waiting.First is { } node;)
        {
            gate.Waiting.Remove(node);
            AddToRing(node.Value);

            // A project without a free slot of its own, or beyond its rate, makes no use of this one.
            if (node.Value.Project is { Slots.AreFull: false, IsOverRate: false })
            {
                free--;
            }
        }

        if (gate.Waiting.Count > 0 && !gate.IsListedAsOpened)
        {
            gate.IsListedAsOpened = true;
            _opened.Enqueue(gate);
        }
    }

    /// <summary>Has the stacks of lanes that wait at a closed gate let go of what they keep in memory, if that is short.</summary>
    /// <param name="gate">The gate.</param>
    public static void TrimWaiting(IGate gate)
    {
        foreach (var lane in gate.Waiting.SelectMany(static queue => queue.Ready))
        {
            if (lane.Owner.Recent.Budget.IsShort)
            {
                lane.Owner.TrimRecent();
            }
        }
    }

    /// <summary>Gives the gate of a sink type.</summary>
    /// <param name="sinkType">The sink type.</param>
    /// <returns>The gate; it stays for good, as there are few sink types.</returns>
    public SinkTypeGate SinkType(string sinkType) =>
        _sinkTypes.GetValueOrDefault(sinkType) ?? (_sinkTypes[sinkType] = new SinkTypeGate(sinkType, options.MaxAttemptsPerSinkType));

    private static IGate? FindClosedGate(LaneQueue queue) =>
        queue.Endpoint.Free == 0 ? queue.Endpoint
        : queue.Endpoint.SinkType.Free == 0 ? queue.Endpoint.SinkType
        : null;

    // A queue that was let through may have ended at another gate, or its project may have used its last slot elsewhere: then the room
    // that it was let through for is still there, and those behind it must not wait for a release that need not come.
    private bool LetMoreThrough()
    {
        while (_opened.TryDequeue(out var gate))
        {
            gate.IsListedAsOpened = false;
            if (gate.Free > 0 && gate.Waiting.Count > 0)
            {
                LetThrough(gate);
                if (_round.Count > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void AddToRing(LaneQueue queue)
    {
        queue.Project.Ring.AddLast(queue.Node);
        EnterRound(queue.Project);
    }

    private void EnterRound(Project project)
    {
        if (project.Node.List is null && project.Ring.Count > 0 && project is { Slots.AreFull: false, IsOverRate: false })
        {
            project.Deficit = Math.Min(project.Deficit, 0) + options.FairnessQuantum;
            _round.AddLast(project.Node);
        }
    }
}
