using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventSinks.Hosting;

/// <summary>Is healthy while the worker answers. What becomes of a tenant's destinations is no matter of the host's health.</summary>
internal sealed class WorkerHealthCheck(StackEvents events) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await events.IsAliveAsync(patience.Token).ConfigureAwait(false)
                ? HealthCheckResult.Healthy("The worker answers.")
                : new HealthCheckResult(context.Registration.FailureStatus, "The worker has ended.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The worker has not answered within {Patience.TotalSeconds:0} s.");
        }
    }
}
