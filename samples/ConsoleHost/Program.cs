using ConsoleHost;
using ConsoleHost.Engine;
using ConsoleHost.Output;
using ConsoleHost.Users;
using EventSinks;
using EventSinks.Environments;
using EventSinks.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

if (!Settings.TryParse(args, out var settings, out var exitCode))
{
    return exitCode;
}

if (settings.UserQueue is { } queue)
{
    return await QueueUser.RunAsync(queue, settings.UserStack, settings.ProjectId);
}

var builder = Host.CreateApplicationBuilder();
builder.UseSampleDefaults();
builder.Services.AddEventSinks(sinks =>
{
    sinks.SinkConfiguration = builder.Configuration.GetSection("Sinks");
    sinks.UseSqlite(settings.Store);       // events outlive the process; without it they are in memory
    sinks.AddPluginFolder("plugins");      // sinks of this project and of third parties, found at run time
    sinks.UseAmbientCredentials();         // the OS_* variables; an engine with tenants says UseCredentials<TrustsOfOurStacks>()
    sinks.Http = SinkHttpOptions.AnyAddress;   // likewise for one user; an engine with tenants leaves their addresses guarded
    settings.PluginFolders.ForEach(folder => sinks.AddPluginFolder(folder));
});
using var host = builder.Build();
await host.StartAsync();
var events = host.Services.GetRequiredService<StackEvents>();
var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

var read = await EnvironmentReader.TryReadFileAsync(settings.Environment);
Screen.Show(read.Diagnostics);
if (!read.IsValid)
{
    return 1;
}

var identity = new StackIdentity(Guid.NewGuid().ToString(), "teststack", settings.ProjectId);
var stack = await events.OpenAsync(identity, read.Environment);
Screen.Show(stack.Binding.Diagnostics.Except(read.Diagnostics));
if (stack.Binding.HasErrors)
{
    return 1;
}

Screen.Begin(settings, stack);
try
{
    await using var user = HookUsers.For(stack, settings);
    await stack.PublishAsync(StackEvent.ForStack(identity, "CREATE", "IN_PROGRESS", "Stack CREATE started"));
    await new StackCreation(stack, user, settings.Speed).RunAsync(TestStack.Resources, stopping);
    await stack.PublishAsync(StackEvent.ForStack(identity, "CREATE", "COMPLETE", "Stack CREATE completed successfully"));
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    await stack.PublishAsync(StackEvent.ForStack(identity, "CREATE", "FAILED", "Engine went down during stack CREATE"));
}

await host.StopAsync();                    // delivers what is left, within ten seconds

var status = await events.GetStatusAsync(identity.Id);
return DeliveryReport.Write(status!) ? 0 : 3;
