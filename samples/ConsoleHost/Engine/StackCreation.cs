using System.Text.Json;
using ConsoleHost.Output;
using ConsoleHost.Users;
using EventSinks;

namespace ConsoleHost.Engine;

/// <summary>
/// Creates the resources of a stack: each as soon as those that it depends on are there, so that some are made at the same time. Every
/// change of state is an event, as in Heat.
/// </summary>
internal sealed class StackCreation(StackPublisher stack, IHookUser user, double speed)
{
    private readonly TimeProvider _clock = TimeProvider.System;

    public async Task RunAsync(IReadOnlyList<Resource> resources, CancellationToken cancellationToken)
    {
        // A template lists a resource after those that it depends on.
        var creations = new Dictionary<string, Task>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            var before = resource.DependsOn.Select(name => creations[name]).ToArray();
            creations.Add(resource.Name, CreateAsync(resource, before, cancellationToken));
        }

        await Task.WhenAll(creations.Values);
    }

    private async Task CreateAsync(Resource resource, Task[] before, CancellationToken cancellationToken)
    {
        await Task.WhenAll(before);
        if (resource.HasPreCreateHook)
        {
            await PauseAsync(resource, cancellationToken);
        }

        // Until there is an id, the name that the resource will have stands for it.
        await PublishAsync(resource, "CREATE", "IN_PROGRESS", "state changed", $"{stack.Stack.Name}-{resource.Name}-{NewSuffix()}");
        await Task.Delay(resource.Duration / speed, _clock, cancellationToken);
        await PublishAsync(resource, "CREATE", "COMPLETE", "state changed", Guid.NewGuid().ToString());
    }

    private async Task PauseAsync(Resource resource, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        await PublishAsync(resource, "INIT", "COMPLETE", "CREATE paused until Hook pre-create is cleared", null);
        await user.WaitUntilClearedAsync(resource.Name, cancellationToken);
        Screen.HookCleared(resource.Name, user.ActsOnEvents, _clock.GetElapsedTime(started));
        await PublishAsync(resource, "INIT", "COMPLETE", "Hook pre-create is cleared", null);
    }

    private async Task PublishAsync(Resource resource, string action, string status, string reason, string? physicalResourceId)
    {
        Screen.Changed(resource.Name, $"{action}_{status}", reason);
        var properties = action == "INIT" ? (JsonElement?)null : resource.Properties;
        await stack.PublishAsync(StackEvent.ForResource(
            stack.Stack, resource.Name, resource.Type, action, status, reason, physicalResourceId, properties));
    }

    private static string NewSuffix() => Random.Shared.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 12);
}
