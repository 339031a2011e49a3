using System.Reflection;
using EventSinks.Testing.Conformance;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Proof;

/// <summary>The rules of the kit, as the code has them.</summary>
internal static class Rules
{
    /// <summary>Gets all rules, those for HTTP included.</summary>
    public static IReadOnlyList<(string Method, int Number, string Promise, string Description)> All { get; } =
    [
        .. typeof(HttpSinkConformanceTests<FaultlessFactory>).GetMethods()
            .Select(static method => (method.Name, Rule: method.GetCustomAttribute<ConformanceRuleAttribute>()))
            .Where(static each => each.Rule is not null)
            .Select(static each => (each.Name, each.Rule!.Number, each.Rule.Promise, each.Rule.Description))
            .OrderBy(static rule => rule.Number),
    ];
}
