using System.Text.Json;

namespace ConsoleHost.Engine;

/// <summary>One resource of a template.</summary>
/// <param name="Name">Its name in the stack.</param>
/// <param name="Type">Its type.</param>
/// <param name="Duration">How long making it takes.</param>
/// <param name="DependsOn">The resources that must be there before.</param>
internal sealed record Resource(string Name, string Type, TimeSpan Duration, params string[] DependsOn)
{
    public JsonElement Properties { get; init; } = JsonElement.Parse("{}");

    /// <summary>Gets whether the user wants to be asked before it is made.</summary>
    public bool HasPreCreateHook { get; init; }
}
