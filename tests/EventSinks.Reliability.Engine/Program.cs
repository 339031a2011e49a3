using EventSinks;
using EventSinks.Dispatch;
using EventSinks.Reliability.Engine;
using EventSinks.Storage;

// An engine that tests kill: it publishes until its standard input ends, then drains. Lines: "ready", "ack STACK SEQUENCE ID", "drained".
var settings = EngineSettings.Parse(args);
if (settings.Zaqar is { } zaqar)
{
    Environment.SetEnvironmentVariable("OS_AUTH_TYPE", "none");
    Environment.SetEnvironmentVariable("OS_ENDPOINT", zaqar);
}

var builder = new StackEventsBuilder
{
    // Short waits, so that a test sees many rounds; everything recorded is kept, so that it can be counted.
    Dispatch = new DispatchOptions
    {
        AttemptTimeout = settings.AttemptTimeout,
        RetryBaseDelay = TimeSpan.FromMilliseconds(50),
        RetryMaxDelay = TimeSpan.FromMilliseconds(500),
        MaxRetryAfter = TimeSpan.FromMilliseconds(500),
        CircuitBaseDelay = TimeSpan.FromMilliseconds(100),
        CircuitMaxDelay = TimeSpan.FromMilliseconds(500),
    },
    Retention = new PurgePolicy { MaxEventsPerStack = 0 },
};
await using var events = builder
    .UseSqlite(settings.Store)
    .AddSink<CountingSinkFactory>()
    .AddPluginFolder("plugins")
    .UseAmbientCredentials()
    .ExposeToSinks(new ReceiverAddress(settings.Receiver, settings.Generation))
    .Build();

if (settings.Publishes)
{
    var stacks = await PublishingStack.OpenAllAsync(events, settings);
    Console.WriteLine("ready");
    using var ending = new CancellationTokenSource();
    var publishing = Task.WhenAll(stacks.Select(stack => stack.RunAsync(ending.Token)));
    await Console.In.ReadToEndAsync();
    await ending.CancelAsync();
    await publishing;
}

// Lanes that were opened by nobody in this process go on from what the store holds.
await events.WaitForRecoveryAsync();
using var patience = new CancellationTokenSource(settings.DrainPatience, TimeProvider.System);
if (!await events.DrainAsync(patience.Token))
{
    Console.Error.WriteLine($"Not everything was delivered within {settings.DrainPatience}.");
    return 1;
}

Console.WriteLine("drained");
return 0;
