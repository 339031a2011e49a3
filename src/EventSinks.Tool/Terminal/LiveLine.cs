using Spectre.Console;

namespace EventSinks.Tool.Terminal;

/// <summary>A line at the bottom of a terminal that changes while something runs.</summary>
internal sealed class LiveLine
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly IAnsiConsole _screen;
    private readonly TimeProvider _clock;

    public LiveLine(ToolConsole console)
    {
        _clock = console.Clock;
        _screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(console.Error),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = console.AllowsColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        });
    }

    public void WriteAbove(string line) => _screen.WriteLine(line);

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<string>> describe, Func<Task<T>> run) =>
        _screen.Status().StartAsync("…", async status =>
        {
            using var ended = new CancellationTokenSource();
            var showing = ShowAsync(status, describe, ended.Token);
            try
            {
                return await run().ConfigureAwait(false);
            }
            finally
            {
                await ended.CancelAsync().ConfigureAwait(false);
                await showing.ConfigureAwait(false);
            }
        });

    private async Task ShowAsync(StatusContext status, Func<CancellationToken, Task<string>> describe, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                status.Status = Markup.Escape(Harmless.Line(await describe(ended).ConfigureAwait(false)));
                await Task.Delay(Pause, _clock, ended).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // What was shown has ended.
        }
    }
}
