using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSinks.Hosting;

/// <summary>Delivers what is left when the host stops: after all its services have stopped, so that their last events are among it.</summary>
internal sealed partial class DrainingService(StackEvents events, DrainOptions options, ILoggerFactory loggers) : IHostedLifecycleService
{
    private readonly ILogger _logger = loggers.CreateLogger("EventSinks");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Timeout);
        if (!await events.DrainAsync(deadline.Token).ConfigureAwait(false))
        {
            Log.NotDrained(_logger, options.Timeout);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "Not every event could be delivered within {Timeout}; the rest waits in the store, if that outlives the process", EventName = "NotDrained")]
        public static partial void NotDrained(ILogger logger, TimeSpan timeout);
    }
}
