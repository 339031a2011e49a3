using EventSinks.Testing.Conformance;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;
using NUnit.Framework.Internal.Execution;

namespace EventSinks.Testing.Proof;

/// <summary>Runs a fixture by NUnit's own means inside a test, apart from the run that the test is part of.</summary>
internal static class FixtureRun
{
    /// <summary>Runs all tests of a fixture.</summary>
    /// <returns>The results of the single tests.</returns>
    public static IReadOnlyList<ITestResult> Of(Type fixture)
    {
        using (new TestExecutionContext.IsolatedContext())
        {
            var suite = new DefaultSuiteBuilder().BuildFrom(new TypeWrapper(fixture));
            using var done = new ManualResetEventSlim();
            var work = WorkItemBuilder.CreateWorkItem(suite, TestFilter.Empty, recursive: true)!;
            work.Completed += (_, _) => done.Set();
            work.InitializeContext(new TestExecutionContext { Dispatcher = new DirectDispatcher() });
            work.Execute();
            done.Wait();
            return [.. Leaves(work.Result)];
        }
    }

    /// <summary>Gives the number of the rule that a test is of.</summary>
    public static int RuleOf(ITestResult result) => (int)PropertyOf(result.Test, ConformanceRuleAttribute.RuleProperty)!;

    // Cases of a test with parameters have the properties of their method.
    private static object? PropertyOf(ITest? test, string name) => test is null ? null : test.Properties.Get(name) ?? PropertyOf(test.Parent, name);

    private static IEnumerable<ITestResult> Leaves(ITestResult result) => result.HasChildren ? result.Children.SelectMany(Leaves) : [result];

    /// <summary>Carries out at once whatever is handed to it.</summary>
    private sealed class DirectDispatcher : IWorkItemDispatcher
    {
        public int LevelOfParallelism => 0;

        public void Start(WorkItem topLevelWorkItem) => topLevelWorkItem.Execute();

        public void Dispatch(WorkItem work) => work.Execute();

        public void CancelRun() => throw new NotSupportedException();
    }
}
