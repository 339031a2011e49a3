namespace Plugins.Shared;

/// <summary>What never comes.</summary>
internal static class Never
{
    /// <summary>Tells a test that asks for it under the path of the plug-in's DLL, and waits for ever.</summary>
    public static void Come()
    {
        (AppContext.GetData(typeof(Never).Assembly.Location) as Action)?.Invoke();
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
