using System.IO.Pipes;

namespace ConsoleHost.Users;

/// <summary>
/// How a user tells this engine that a hook is cleared: a line with the resource's name, through a named pipe that carries the stack's id.
/// Heat has an API call for it.
/// </summary>
internal static class HookPipe
{
    public static async Task<string> ReceiveAsync(string stackId, CancellationToken cancellationToken)
    {
        await using var pipe = new NamedPipeServerStream(
            NameOf(stackId), PipeDirection.In, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await pipe.WaitForConnectionAsync(cancellationToken);
        using var reader = new StreamReader(pipe);
        return await reader.ReadLineAsync(cancellationToken) ?? "";
    }

    /// <summary>Clears a hook.</summary>
    /// <returns>Whether an engine was waiting for it.</returns>
    public static async Task<bool> TrySendAsync(string stackId, string resource)
    {
        await using var pipe = new NamedPipeClientStream(
            ".", NameOf(stackId), PipeDirection.Out, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        try
        {
            await pipe.ConnectAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
            await using var writer = new StreamWriter(pipe);
            await writer.WriteLineAsync(resource);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static string NameOf(string stackId) => $"eventsinks-{stackId}";
}
