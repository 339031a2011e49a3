namespace EventSinks.Dispatch;

/// <summary>
/// Holds each project to the rate that the operator allows: what is beyond waits, and other projects do not notice. Owned by the worker.
/// </summary>
/// <param name="rate">The rate of each project; null for none.</param>
/// <param name="timers">Wakes what waits.</param>
internal sealed class ProjectRates(ProjectRate? rate, DispatchTimers timers)
{
    private readonly Dictionary<string, ProjectBudget> _budgets = new(StringComparer.Ordinal);

    // Rounded up: rather a little slower than the rate than faster.
    private readonly long _ticksPerEvent = rate is null ? 0 : (long)Math.Ceiling(TimeSpan.TicksPerSecond / rate.EventsPerSecond);

    // Once its tokens are used up, a project waits for a tenth of a second's worth: small batches and many timers would serve nobody.
    private readonly int _least = rate is null ? 0 : (int)Math.Clamp(Math.Ceiling(rate.EventsPerSecond / 10), 1, rate.Burst);

    /// <summary>Gets how many projects are known; one that has gone is forgotten once it could send its whole burst again.</summary>
    public int Count => _budgets.Count;

    /// <summary>Gives a project its budget. Every call is matched by one of <see cref="Leave"/>.</summary>
    /// <param name="projectId">The project.</param>
    /// <returns>The budget; null if there is no limit.</returns>
    public ProjectBudget? Join(string projectId)
    {
        if (rate is null)
        {
            return null;
        }

        if (!_budgets.TryGetValue(projectId, out var budget))
        {
            _budgets[projectId] = budget = new ProjectBudget(projectId, _ticksPerEvent, rate.Burst);
        }

        budget.Users++;
        return budget;
    }

    /// <summary>A project has no lanes left. It would get a new burst if it came back at once, so its budget stays until it is full.</summary>
    /// <param name="budget">The project's budget.</param>
    public void Leave(ProjectBudget budget)
    {
        if (--budget.Users == 0)
        {
            timers.WakeAt(budget, budget.FullAt);
        }
    }

    /// <summary>Says whether a project has to wait, and sees to it that it is looked at again when it need not any more.</summary>
    /// <param name="project">The project.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it has to.</returns>
    public bool HoldsUp(Project project, long now)
    {
        if (project.Budget is not { } budget || budget.Allowed(now) > 0)
        {
            return false;
        }

        if (budget.WaitsUntil is null)
        {
            var due = budget.WhenAllowed(_least);
            budget.WaitsUntil = due;
            timers.WakeAt(budget, due);
        }

        return true;
    }

    /// <summary>Says how many events may be sent for a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="now">The time.</param>
    /// <returns>How many.</returns>
    public static int Allowed(Project project, long now) => project.Budget?.Allowed(now) ?? int.MaxValue;

    /// <summary>The time of a budget has come.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether its project may go on.</returns>
    public bool Wake(ProjectBudget budget, long now)
    {
        if (budget.Users == 0)
        {
            if (budget.FullAt <= now)
            {
                _budgets.Remove(budget.ProjectId);
            }

            budget.WaitsUntil = null;
            return false;
        }

        if (budget.WaitsUntil is not { } due || due > now)
        {
            return false;
        }

        budget.WaitsUntil = null;
        return true;
    }
}
