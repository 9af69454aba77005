"""Knowledge check: a question with right answers and a reason, which the room reveals together."""

from facilitator.activities.knowledge_check.kind import KnowledgeCheck

KIND = KnowledgeCheck()
