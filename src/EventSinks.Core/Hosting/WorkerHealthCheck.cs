using EventSinks.Dispatch;
using EventSinks.Observing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventSinks.Hosting;

/// <summary>
/// Is healthy while the worker answers, the store does its work, and every lane goes on that could. What becomes of a tenant's destinations is
/// no matter of the host's health.
/// </summary>
internal sealed class WorkerHealthCheck(StackEvents events, DeliveryHealthOptions options) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await events.TakeCensusAsync(patience.Token).ConfigureAwait(false) is { } census
                ? Judge(context, census, events.Watch.GetFailures())
                : new HealthCheckResult(context.Registration.FailureStatus, "The worker has ended.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The worker has not answered within {Patience.TotalSeconds:0} s.");
        }
    }

    private HealthCheckResult Judge(HealthCheckContext context, LaneCensus census, StoreFailure[] failures)
    {
        var data = DataOf(census);
        if (failures is [var failure, ..])
        {
            // What is in memory can still be delivered when only reading fails.
            var status = failures.All(static each => each.Operation is StoreOperation.Read) ? HealthStatus.Degraded : context.Registration.FailureStatus;
            return new(status, $"The store has failed to {Verb(failure)} since {failure.Since:u} ({failure.ErrorType}); the log says more.", data: data);
        }

        return census.LongestWait > options.MaxWait
            ? new(HealthStatus.Degraded, $"A lane has waited for {census.LongestWait:c}, and not for its destination; {options.MaxWait:c} is the limit.", data: data)
            : new(HealthStatus.Healthy, "The worker answers.", data: data);
    }

    private static string Verb(StoreFailure failure) => failure.Operation switch
    {
        StoreOperation.Append => "record events",
        StoreOperation.Read => "read events",
        _ => "commit what was delivered",
    };

    private static Dictionary<string, object> DataOf(LaneCensus census)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["pending"] = census.Pending,
            ["longest_wait_seconds"] = census.LongestWait.TotalSeconds,
            ["open_circuits"] = census.OpenCircuits,
        };
        for (var state = 0; state < census.Lanes.Count; state++)
        {
            data[$"lanes_{LaneStates.Names[state]}"] = census.Lanes[state];
        }

        return data;
    }
}
